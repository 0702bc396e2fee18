import Web

extension WorkshopFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "console", order: 60, title: L("The console"),
                screens: [Paths.console.template],
                text: [
                    L(
                        "From here the room is run. The stages are at the side; one press opens the next, and everybody’s screen follows."
                    ),
                    L("The column at the other side shows who has not answered yet, by sector and delegation."),
                    L(
                        "The projector opens on the computer that is connected to it. It needs no account, and shows what the room may see."
                    ),
                    L("Keys move the room only after you have turned them on."),
                ], guides: [.facilitator]),
            HelpEntry(
                key: "room", order: 61, title: L("Your page in the room"),
                screens: [Paths.room.template],
                text: [
                    L(
                        "One address, which always shows what happens now and updates by itself. There is nothing to look for."
                    ),
                    L("Without a connection, what you typed is kept on your device and sent later."),
                ], guides: [.participant]),
        ]
    }
}
