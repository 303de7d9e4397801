"""Typed events, one generated package a room."""
