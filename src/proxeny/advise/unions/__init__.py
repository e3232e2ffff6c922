"""Unions of cities: which cities of an area could form one, and whether a given set would make one."""
