let searchScenarios = """
    GET    /search                                                               everyone  200,guest=303
    GET    /api/v1/search                                                        everyone  200,guest=401
    """
