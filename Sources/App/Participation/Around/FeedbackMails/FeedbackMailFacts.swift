import Web

/// Mails to those who were there, once feedback is asked.
enum FeedbackMailFacts: ClockFeature {
    static var clocks: [Clock] { [Clock { await FeedbackMails.watch($0) }] }
}
