"""Figures 数字: from text to mentions, and from mentions to the facts they speak of. Pure.

``scan`` finds the figures of a text; ``read`` says what each speaks of; ``judge`` holds it against the facts, with the
steps that prose takes from them (``reckon``) and the values of the notes (``notes``); ``audit`` does without facts.
"""
