let analysisScenarios = """
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
