import ArgumentParser
import Configuration
import Foundation

/// Which settings a command takes as flags.
protocol SettingGroup: Sendable {
    static func holds(_ setting: Setting) -> Bool
}

enum StorageSettings: SettingGroup {
    static func holds(_ setting: Setting) -> Bool { setting.told.isOfStorage }
}

enum AddressSettings: SettingGroup {
    static func holds(_ setting: Setting) -> Bool { !setting.told.isOfStorage }
}

/// The flags of a group of settings, made from ``Setting``. The parser reads what a type takes from its mirror, property by property,
/// and asks for each by name when it decodes: here both are answered from the list instead of from properties that repeat it.
struct SettingFlags<Group: SettingGroup>: ParsableArguments, CustomReflectable {
    /// By setting name, only those given.
    private(set) var given: [String: ConfigValue] = [:]

    init() {}

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static var settings: [Setting] { Setting.allCases.filter(Group.holds) }

    var customMirror: Mirror {
        Mirror(
            self,
            children: Self.settings.map { setting -> Mirror.Child in
                (label: "_\(setting.name)", value: Self.definition(setting))
            })
    }

    private static func definition(_ setting: Setting) -> Any {
        let (name, help) = (NameSpecification.customLong(setting.name), ArgumentHelp(setting.help))
        switch setting.told.form {
        case .text, .choice: return Option<String?>(name: name, help: help)
        case .number: return Option<Int?>(name: name, help: help)
        case .flag: return Flag<Bool>(wrappedValue: false, name: name, help: help)
        }
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        for setting in Self.settings {
            let key = Key(stringValue: setting.name)
            switch setting.told.form {
            case .text, .choice:
                given[setting.name] = try values.decode(Option<String?>.self, forKey: key).wrappedValue.map {
                    ConfigValue(stringLiteral: $0)
                }
            case .number:
                given[setting.name] = try values.decode(Option<Int?>.self, forKey: key).wrappedValue.map {
                    ConfigValue(integerLiteral: $0)
                }
            case .flag:
                if try values.decode(Flag<Bool>.self, forKey: key).wrappedValue { given[setting.name] = true }
            }
        }
    }
}

/// The flags of every command that opens the database.
struct StorageOptions: ParsableArguments {
    @OptionGroup var flags: SettingFlags<StorageSettings>

    @Option(help: "JSON file with settings; flags and ROUNDTABLE_… variables are stronger.")
    var config: String?

    func settings() async throws -> ServerSettings { try await settings(flags.given) }

    fileprivate func settings(_ flags: [String: ConfigValue]) async throws -> ServerSettings {
        try ServerSettings(
            await SettingSources(flags: flags, variables: ProcessInfo.processInfo.environment, file: config))
    }
}

/// The flags of commands that must know where the server is reached.
struct AddressOptions: ParsableArguments {
    @OptionGroup var flags: SettingFlags<AddressSettings>

    func settings(_ storage: StorageOptions) async throws -> ServerSettings {
        try await storage.settings(storage.flags.given.merging(flags.given) { $1 })
    }
}
