"""Tests of what readers say."""
