/// Every line of the table; see AccessTests+Scenarios.swift.
let accessScenarios: String = [
    plenaryScenarios,
    groupsScenarios,
    designsScenarios,
    cardsScenarios,
    casesScenarios,
    analysisScenarios,
    envisionScenarios,
    exchangeScenarios,
    outlineScenarios,
    guideScenarios,
    reviewScenarios,
    threadScenarios,
    reportsScenarios,
    workshopFileScenarios,
    mailScenarios,
    openIDScenarios,
].joined(separator: "\n")
