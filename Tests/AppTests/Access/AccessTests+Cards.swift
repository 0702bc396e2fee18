let cardsScenarios = """
    """
