import Web

/// Envision.
extension Refusal {
    static let notYourSheet = Refusal(
        .forbidden, "not-your-sheet", L("This sheet is written by others."),
        advice: L("Nothing was changed. You may read it, endorse it and ask questions in the exchange."))
    static let sheetClosed = Refusal(
        .conflict, "sheet-closed", L("The sheets are not open yet."),
        advice: L("Nothing was changed. The facilitator opens them with the stage."))
    static let noSheetForYou = Refusal(
        .conflict, "no-sheet-for-you", L("There is no sheet that you could begin."),
        advice: L("You are in no group, or your country is not known. Ask the facilitator."))
    static let sheetIsEmpty = Refusal(
        .conflict, "sheet-is-empty", L("There is nothing on this sheet yet."),
        advice: L("Nothing was published. Write at least one situation or one intervention first."))
    static let sheetIsRelied = Refusal(
        .conflict, "sheet-is-relied-on", L("Others have endorsed, decided on or cited what is here."),
        advice: L("Nothing was changed: what others rely on stays published. You may still change its wording."))
    static let sheetIsNamed = Refusal(
        .conflict, "sheet-is-named", L("The room knows whose sheet this is."),
        advice: L("Nothing was changed. You may withdraw the whole sheet, as long as nobody relies on it."))
    static let groupSheetsAreOpen = Refusal(
        .conflict, "group-sheets-are-open", L("A group's sheet is open to the whole room."),
        advice: L("Nothing was changed. Only the sheets of countries are published by their delegations."))
    static let interventionIsRelied = Refusal(
        .conflict, "intervention-is-relied-on", L("Others have endorsed, decided on or cited this intervention."),
        advice: L("Nothing was changed: it stays where they find it. You may still change its wording."))
    static let interventionWithdrawn = Refusal(
        .conflict, "intervention-withdrawn", L("This intervention was withdrawn."),
        advice: L("Restore it first, then change it."))
    static func tooManyInterventions(_ limit: Int) -> Refusal {
        Refusal(
            .conflict, "too-many-interventions", L("A sheet holds at most \(limit) interventions."),
            advice: L("Nothing was added. Withdraw one first."))
    }
    static let sheetVoteIsOpen = Refusal(
        .conflict, "sheet-vote-is-open", L("The private vote on this sheet is open."),
        advice: L("Nothing was changed. Close the vote first."))
    static let sheetVoteNotOpen = Refusal(
        .conflict, "sheet-vote-not-open", L("No vote is open on this sheet."),
        advice: L("Nothing was stored. Somebody of your delegation or group opens it on the sheet."))
    static let nothingToVoteOn = Refusal(
        .conflict, "nothing-to-vote-on", L("There is no intervention to vote on yet."), advice: L("Nothing was opened.")
    )
    static let onlyMembersVote = Refusal(
        .forbidden, "only-members-vote", L("Only members of this group or delegation vote on its sheet."),
        advice: L("Nothing was stored."))
}
