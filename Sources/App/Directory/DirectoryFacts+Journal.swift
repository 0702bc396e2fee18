import Web

extension DirectoryFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("directory.starting-data", L("Countries, regions and sectors loaded")),
            JournalKind("person.creation", L("Person added to the directory")),
            JournalKind("person.change", L("Person in the directory changed")),
            JournalKind(AddressReading.kind, L("Addresses read by who administers the server")),
            JournalKind("account-link.creation", L("Account linked to a person in the directory")),
            JournalKind("account-link.ending", L("Account no longer linked to a person in the directory")),
            JournalKind("visibility.change", L("Who sees a person in the directory changed")),
            JournalKind("organisation.creation", L("Organisation added")),
            JournalKind("organisation.change", L("Organisation changed")),
            JournalKind("region.membership", L("Country added to a region")),
            JournalKind("region.membership-ending", L("Country removed from a region")),
            JournalKind("region.home", L("Home region of a country changed")),
            JournalKind("sector.creation", L("Sector added")),
            JournalKind("sector.change", L("Sector changed")),
            JournalKind("sector.order", L("Order of the sectors changed")),
            JournalKind("sector.retirement", L("Sector retired")),
            JournalKind("sector.return", L("Sector restored")),
        ]
    }
}
