import Web

extension DoorFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "attendance", order: 42, title: L("Attendance"),
                screens: [
                    DoorPaths.attendance.template, DoorPaths.importing.template, DoorPaths.pass.template,
                    DoorPaths.notes.template, DoorPaths.selfCheckIn.template,
                ],
                text: [
                    L("Who was there, day by day, noted at the desk or taken over from the list of a video service."),
                    L(
                        "A device at the door needs no account: make a link for a day, and scan it with the device. It goes on without a connection, and sends what it noted later."
                    ),
                    L(
                        "A second note of the same person counts once, and is listed so that a wrong one can be taken back."
                    ),
                ], guides: [.organiser, .facilitator]),
            HelpEntry(
                key: "certificates", order: 43, title: L("Certificates"),
                screens: [DoorPaths.certificates.template],
                text: [
                    L("Who was there long enough has earned one. You say what counts, and give them out."),
                    L("Each has a number. Whoever has the paper checks it with the number and the surname."),
                ], guides: [.organiser]),
            HelpEntry(
                key: "badges", order: 44, title: L("Badges"), screens: [DoorPaths.badges.template],
                text: [L("Three layouts, with the fields that you tick. Print at 100 %.")], guides: [.organiser]),
        ]
    }
}
