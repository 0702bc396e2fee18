let cardsScenarios = """
    POST   /events/:event/cards/:card/text                                       room
    GET    /events/:event/cards/:card                                            room
    POST   /events/:event/cards/:card/restoration                                room
    GET    /api/v1/events/:event/cards/:card                                     room
    PUT    /api/v1/events/:event/cards/:card                                     room
    """
