"""How others find the hub: what pages say in their head, sitemap, robots, llms.txt, security.txt, feeds.

A package of the top floor, because all of it needs to know who publishes the site.
"""
