let speakersScenarios = """
    GET    /events/:event/speakers                                               runners
    POST   /events/:event/people/:participant/headship                           runners  303
    POST   /events/:event/people/:participant/headship/end                       runners  303
    POST   /events/:event/people/:participant/signing                            owners  303
    POST   /events/:event/people/:participant/signing/end                        owners  303
    POST   /events/:event/people/:participant/verification                       room  303,observer=403,rapporteur=403
    POST   /events/:event/people/:participant/naming                             owners  303
    POST   /events/:event/naming                                                 room  303,facilitator=403,organiser=403
    POST   /events/:event/stage/reversal                                         runners  400
    GET    /api/v1/events/:event/speakers                                        room
    PUT    /api/v1/events/:event/participants/:participant/headship              runners
    DELETE /api/v1/events/:event/participants/:participant/headship              runners
    PUT    /api/v1/events/:event/participants/:participant/signing               owners
    DELETE /api/v1/events/:event/participants/:participant/signing               owners
    PUT    /api/v1/events/:event/participants/:participant/verification          room  200,observer=403,rapporteur=403
    PUT    /api/v1/events/:event/participants/:participant/naming                owners  422
    """
