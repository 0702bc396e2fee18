let speakersScenarios = """
    GET    /events/:event/speakers                                               runners
    POST   /events/:event/people/:participant/headship                           runners
    POST   /events/:event/people/:participant/headship/end                       runners
    POST   /events/:event/people/:participant/signing                            owners
    POST   /events/:event/people/:participant/signing/end                        owners
    POST   /events/:event/people/:participant/verification                       runners
    POST   /events/:event/people/:participant/naming                             owners
    POST   /events/:event/naming                                                 room
    POST   /events/:event/stage/reversal                                         runners
    GET    /api/v1/events/:event/speakers                                        room
    PUT    /api/v1/events/:event/participants/:participant/headship              runners
    DELETE /api/v1/events/:event/participants/:participant/headship              runners
    PUT    /api/v1/events/:event/participants/:participant/signing               owners
    DELETE /api/v1/events/:event/participants/:participant/signing               owners
    PUT    /api/v1/events/:event/participants/:participant/verification          runners
    PUT    /api/v1/events/:event/participants/:participant/naming                owners
    """
