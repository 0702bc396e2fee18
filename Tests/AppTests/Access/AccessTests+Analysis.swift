let analysisScenarios = """
    GET    /events/:event/tables                                                 room
    GET    /events/:event/tables/:group                                          room
    GET    /events/:event/tables/:group/live                                     room
    POST   /events/:event/tables/:group/aspects                                  room
    POST   /events/:event/shown-table                                            runners
    GET    /events/:event/aspects/:aspect                                        room
    POST   /events/:event/aspects/:aspect                                        room
    POST   /events/:event/aspects/:aspect/withdrawal                             room
    POST   /events/:event/aspects/:aspect/restoration                            room
    POST   /events/:event/aspects/:aspect/cases                                  room
    POST   /events/:event/aspects/:aspect/cases/:case/removal                    room
    POST   /events/:event/aspects/:aspect/links                                  room
    GET    /api/v1/events/:event/aspects                                         room
    POST   /api/v1/events/:event/aspects                                         room
    GET    /api/v1/events/:event/aspects/:aspect                                 room
    PUT    /api/v1/events/:event/aspects/:aspect                                 room
    PUT    /api/v1/events/:event/aspects/:aspect/withdrawal                      room
    DELETE /api/v1/events/:event/aspects/:aspect/withdrawal                      room
    PUT    /api/v1/events/:event/aspects/:aspect/cases/:case                     room
    DELETE /api/v1/events/:event/aspects/:aspect/cases/:case                     room
    GET    /api/v1/events/:event/aspect-links                                    room
    PUT    /api/v1/events/:event/aspects/:aspect/links/:other                    room
    DELETE /api/v1/events/:event/aspects/:aspect/links/:other                    room
    """
