import Domain
import Storage
import Web

/// In which region each country is at home on a day, and so who heads its secretariat: asked alike by who sees whom, by the answers to
/// what countries propose, by letters, and by the page of a region.
struct HomeRegions {
    /// Of each country that has one.
    let homes: [String: App.Region.ID]

    init(on day: String, _ reading: any Reading) throws { homes = try RegionStore(reading).homes(on: day) }

    func countries(of region: App.Region.ID) -> Set<String> { Set(homes.filter { $0.value == region }.keys) }

    /// Of a mandate for the region itself too.
    func region(of mandate: MandateRecord) -> App.Region.ID? {
        mandate.holder.region ?? mandate.behalf.flatMap { homes[$0] }
    }
}
