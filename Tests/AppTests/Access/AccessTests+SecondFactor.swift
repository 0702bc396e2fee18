let secondFactorScenarios = """
    GET    /sign-in/code                                                         everyone  303
    POST   /sign-in/code                                                         everyone  410
    GET    /account/second-factor                                                accounts
    POST   /account/second-factor                                                accounts  303
    POST   /account/second-factor/confirmation                                   accounts  409
    POST   /account/second-factor/recovery-codes                                 accounts  409
    POST   /account/second-factor/removal                                        accounts  303
    POST   /accounts/second-factor-rule                                          administrators  303
    """
