let workshopFileScenarios = """
    GET    /events/:event/file                                                   owners  409
    GET    /programmes/:programme/import-workshop                                owners
    POST   /programmes/:programme/import-workshop                                owners  422
    GET    /api/v1/events/:event/file                                            owners  409
    POST   /api/v1/programmes/:programme/workshops                               owners  422
    """
