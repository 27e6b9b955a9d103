"""The llm behind langchain-core's chat-model interface: factory, embedded runtime, weights, memory of calls."""
