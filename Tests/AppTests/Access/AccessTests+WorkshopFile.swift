let workshopFileScenarios = """
    GET    /events/:event/file                                                   owners
    GET    /programmes/:programme/import-workshop                                owners
    POST   /programmes/:programme/import-workshop                                owners
    GET    /api/v1/events/:event/file                                            owners
    POST   /api/v1/programmes/:programme/workshops                               owners
    """
