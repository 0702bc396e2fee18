let mailScenarios = """
    GET    /mail/refusals/:token                                                 everyone
    POST   /mail/refusals/:token                                                 everyone
    POST   /mail/refusals/:token/reversal                                        everyone
    GET    /events/:event/mail                                                   runners
    POST   /events/:event/reminders                                              runners
    GET    /events/:event/personal-link-mails                                    owners
    POST   /events/:event/personal-link-mails                                    owners
    POST   /events/:event/mail/retries                                           runners
    """
