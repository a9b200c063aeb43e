"""Measuring the product against the least that could do the same: see docs/performance.md."""
