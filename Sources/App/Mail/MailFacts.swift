enum MailFacts: RoutedFeature, ClockFeature {
    static var clocks: [Clock] { [Clock { await MailSending.watch($0) }] }

    static var routes: [Route] { MailRoutes.all }
}
