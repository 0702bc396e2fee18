import Web

/// Mails to those of whom the host still wants to know something.
enum VisitMailFacts: ClockFeature {
    static var clocks: [Clock] { [Clock { await VisitMails.watch($0) }] }
}
