let threadScenarios = """
    GET    /events/:event/thread                                                 room
    GET    /events/:event/thread/:item                                           room
    GET    /programmes/:programme/thread                                         programme
    GET    /api/v1/thread/:item                                                  everyone  200,guest=401,stranger=404,outsider=404,administrator=404
    """
