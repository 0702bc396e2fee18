let exchangeScenarios = """
    """
