"""Runs the samples on a real PostgreSQL and records what each block did."""
