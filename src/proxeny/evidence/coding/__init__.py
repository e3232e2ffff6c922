"""Coding: anchors that survive a change of text, an event log that can be replayed, a codebook with its ledger."""
