let cardsScenarios = """
    POST   /events/:event/cards/:card/text                                       room  400
    GET    /events/:event/cards/:card                                            room  200,observer=403,member=403
    POST   /events/:event/cards/:card/restoration                                room  400
    GET    /api/v1/events/:event/cards/:card                                     room
    PUT    /api/v1/events/:event/cards/:card                                     room  422
    """
