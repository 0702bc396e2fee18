import Web

/// The regions of the starting data are translated as long as they keep their names; what somebody named stays as named.
enum RegionWords {
    static func name(_ code: String, _ name: String) -> Message {
        switch (code, name) {
        case ("AAF", "African Atlantic Façade"): L("African Atlantic Façade")
        case ("CA", "Central Asia"): L("Central Asia")
        case ("ECA", "Eastern and Central Africa"): L("Eastern and Central Africa")
        case ("GCC", "Gulf Cooperation Council Countries"): L("Gulf Cooperation Council Countries")
        case ("MIE", "Middle East"): L("Middle East")
        case ("NAS", "North Africa and Sahel"): L("North Africa and Sahel")
        case ("SEA", "South East Asia"): L("South East Asia")
        case ("SEEE", "South East and Eastern Europe"): L("South East and Eastern Europe")
        default: .verbatim(name)
        }
    }

    /// Seats of the secretariats in the starting data.
    static func city(_ city: String?) -> Message? {
        switch city {
        case "Rabat": L("Rabat")
        case "Tashkent": L("Tashkent")
        case "Nairobi": L("Nairobi")
        case "Abu Dhabi": L("Abu Dhabi")
        case "Amman": L("Amman")
        case "Algiers": L("Algiers")
        case "Manila": L("Manila")
        case "Tbilisi": L("Tbilisi")
        default: city.map { .verbatim($0) }
        }
    }

    static func remark(_ remark: String?) -> Message? {
        remark == StartingData.unconfirmed ? L("Found on public pages, not confirmed") : remark.map { .verbatim($0) }
    }
}

extension RegionRecord {
    var label: Message { RegionWords.name(code, name) }
    var seat: Message? { RegionWords.city(city) }
}
