import Web

extension Refusal {
    static let noGuideToExport = Refusal(
        .conflict, "no-guide-to-export", L("This event has no guide yet."),
        advice: L("Nothing was made. Begin the guide in the guide stage; the report of the workshop can be made now."))
    static let guideNotFinal = Refusal(
        .conflict, "guide-not-final", L("The guide is not final yet."),
        advice: L("Participants get it as PDF and HTML when the organisers have made it final."))
}
