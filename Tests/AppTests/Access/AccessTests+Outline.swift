let outlineScenarios = """
    GET    /events/:event/outline                                                room
    GET    /events/:event/outline/live                                           room
    POST   /events/:event/outline                                                room  422,observer=403,member=409
    POST   /events/:event/outline/ratings                                        room  403,member=409,rapporteur=409
    POST   /events/:event/outline/part                                           runners  400
    POST   /events/:event/outline/:statement/agreement                           runners  303
    POST   /events/:event/outline/:statement/dropping                            runners  303
    POST   /events/:event/outline/:statement/return                              runners  303
    POST   /events/:event/outline/:statement/position                            paper  400
    GET    /api/v1/events/:event/outline                                         room
    POST   /api/v1/events/:event/outline                                         room  422
    GET    /api/v1/events/:event/outline/:statement                              room
    PUT    /api/v1/events/:event/outline/:statement/rating                       room  422
    PUT    /api/v1/events/:event/outline/:statement/state                        runners  422
    """
