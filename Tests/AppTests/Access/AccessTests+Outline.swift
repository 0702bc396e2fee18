let outlineScenarios = """
    GET    /events/:event/outline                                                room
    GET    /events/:event/outline/live                                           room
    POST   /events/:event/outline                                                room
    POST   /events/:event/outline/ratings                                        room
    POST   /events/:event/outline/part                                           runners
    POST   /events/:event/outline/:statement/agreement                           runners
    POST   /events/:event/outline/:statement/dropping                            runners
    POST   /events/:event/outline/:statement/return                              runners
    POST   /events/:event/outline/:statement/position                            paper
    GET    /api/v1/events/:event/outline                                         room
    POST   /api/v1/events/:event/outline                                         room
    GET    /api/v1/events/:event/outline/:statement                              room
    PUT    /api/v1/events/:event/outline/:statement/rating                       room
    PUT    /api/v1/events/:event/outline/:statement/state                        runners
    """
