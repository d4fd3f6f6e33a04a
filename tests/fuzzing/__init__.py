"""Fuzzers: what strangers' files could be, found by a machine that looks where code branches."""
