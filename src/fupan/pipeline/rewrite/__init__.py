"""Rewriting weak sections of any text: proposals that keep what is right, taken one by one."""
