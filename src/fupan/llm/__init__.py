"""The llm behind the chat-model interface of langchain-core: factory, embedded runtime, weights, memory of calls."""
