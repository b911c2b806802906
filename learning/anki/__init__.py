"""Decks for Anki: the cards of a filter, packed so that a newer deck updates texts and keeps schedules.

notes     what a note holds of a card
package   the .apkg file
table     the same as CSV
pace      how many decks one address may have
"""
