let workshopFileScenarios = """
    """
