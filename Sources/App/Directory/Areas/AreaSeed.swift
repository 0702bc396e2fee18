import Domain
import Storage
import Web

/// The areas that a new installation begins with: five domains of cross-sectoral work, the areas of CBRN risk mitigation as project sheets
/// name them, four of health security, and the hazards as a tree beside them. Whoever administers the server changes all of it later.
enum AreaSeed {
    /// The same on every server, so that what is exchanged finds its area.
    static func id(of code: String) -> Area.ID {
        Area.ID(milliseconds: 1_735_689_600_000, random: Array(Crypto.sha256(Array("area:\(code)".utf8)).prefix(10)))
    }

    /// Adds what is missing and changes nothing that is there.
    static func load(_ tx: Transaction) throws {
        let store = AreaStore(tx)
        for (index, area) in all.enumerated() {
            let parent = area.parent.isEmpty ? nil : id(of: area.parent)
            try store.insert(id(of: area.code), area, parent: parent, position: index + 1, tx)
        }
    }

    /// Each parent before its children.
    static let all: [AreaFields] = crossSectoral + mitigation + healthSecurity + hazards

    private static func area(
        _ code: String, in parent: String = "", _ english: String, _ french: String, _ russian: String,
        _ arabic: String, crosswalk: String = "", axis: AreaRecord.Axis = .topic
    ) -> AreaFields {
        AreaFields(
            code: code, parent: parent,
            names: AreaNames(english: english, french: french, russian: russian, arabic: arabic), crosswalk: crosswalk,
            axis: axis.rawValue)
    }

    private static let crossSectoral: [AreaFields] = [
        area(
            "cross-sectoral", "Cross-sectoral preparedness", "Préparation intersectorielle",
            "Межсекторальная готовность", "التأهب المشترك بين القطاعات"),
        area(
            "surveillance", in: "cross-sectoral", "Surveillance, threat detection and risk assessment",
            "Surveillance, détection des menaces et évaluation des risques",
            "Наблюдение, выявление угроз и оценка рисков", "الرصد واكتشاف التهديدات وتقييم المخاطر"),
        area(
            "emergency-planning", in: "cross-sectoral", "Emergency planning, stockpiling and governance",
            "Planification d’urgence, stocks stratégiques et gouvernance",
            "Планирование на случай чрезвычайных ситуаций, запасы и управление",
            "التخطيط للطوارئ والمخزونات والحوكمة"),
        area(
            "information-sharing", in: "cross-sectoral", "Information sharing and flow",
            "Partage et circulation de l’information", "Обмен информацией и её движение", "تبادل المعلومات وتدفقها"),
        area(
            "capacity-building", in: "cross-sectoral", "Capacity building, training and exercise",
            "Renforcement des capacités, formation et exercices", "Наращивание потенциала, обучение и учения",
            "بناء القدرات والتدريب والتمارين"),
        area(
            "recovery", in: "cross-sectoral", "Post-incident evaluation and recovery",
            "Évaluation après incident et rétablissement", "Оценка после инцидента и восстановление",
            "التقييم بعد الحوادث والتعافي"),
    ]

    private static let mitigation: [AreaFields] = [
        area(
            "risk-mitigation", "CBRN risk mitigation", "Atténuation des risques NRBC", "Снижение рисков ХБРЯ",
            "التخفيف من مخاطر المواد الكيميائية والبيولوجية والإشعاعية والنووية"),
        area(
            "bio-safety", in: "risk-mitigation", "Biosafety and biosecurity", "Biosûreté et biosécurité",
            "Биобезопасность и биозащита", "السلامة والأمن البيولوجيان", crosswalk: "coe:bio-safety-bio-security"),
        area(
            "border-control", in: "risk-mitigation", "Border control and monitoring",
            "Contrôle et surveillance des frontières", "Пограничный контроль и мониторинг", "مراقبة الحدود ورصدها",
            crosswalk: "coe:border-control-and-monitoring"),
        area(
            "crisis-management", in: "risk-mitigation", "Crisis management", "Gestion de crise",
            "Управление в кризисных ситуациях", "إدارة الأزمات", crosswalk: "coe:crisis-management"),
        area(
            "first-response", in: "risk-mitigation", "First response", "Première intervention",
            "Первоочередное реагирование", "الاستجابة الأولى", crosswalk: "coe:first-response"),
        area(
            "illicit-trafficking", in: "risk-mitigation", "Countering illicit trafficking",
            "Lutte contre le trafic illicite",
            "Борьба с незаконным оборотом", "مكافحة الاتجار غير المشروع", crosswalk: "coe:illicit-trafficking"),
        area(
            "legal-framework", in: "risk-mitigation", "Legal framework", "Cadre juridique", "Правовая база",
            "الإطار القانوني", crosswalk: "coe:legal-framework"),
        area(
            "infrastructure-protection", in: "risk-mitigation", "Public and infrastructure protection",
            "Protection de la population et des infrastructures", "Защита населения и инфраструктуры",
            "حماية السكان والبنية التحتية", crosswalk: "coe:public-and-infrastructure-protection"),
        area(
            "information-protection", in: "risk-mitigation", "Safeguarding of information",
            "Protection de l’information sensible", "Защита информации", "حماية المعلومات",
            crosswalk: "coe:safeguarding-information-diffusion"),
        area(
            "safety-security", in: "risk-mitigation", "Safety and security", "Sûreté et sécurité",
            "Безопасность и охрана", "السلامة والأمن", crosswalk: "coe:safety-and-security"),
        area(
            "transit-control", in: "risk-mitigation", "Transit and trans-shipment control",
            "Contrôle du transit et des transbordements", "Контроль транзита и перевалки",
            "مراقبة العبور وإعادة الشحن", crosswalk: "coe:transit-and-trans-shipment-control"),
        area(
            "waste-management", in: "risk-mitigation", "Hazardous waste management", "Gestion des déchets dangereux",
            "Обращение с опасными отходами", "إدارة النفايات الخطرة"),
    ]

    private static let healthSecurity: [AreaFields] = [
        area("health-security", "Health security", "Sécurité sanitaire", "Безопасность здоровья", "الأمن الصحي"),
        area(
            "food-safety", in: "health-security", "Food safety", "Sécurité sanitaire des aliments",
            "Безопасность пищевых продуктов", "سلامة الأغذية"),
        area(
            "water-safety", in: "health-security", "Water safety", "Sécurité sanitaire de l’eau", "Безопасность воды",
            "سلامة المياه"),
        area(
            "chemical-safety", in: "health-security", "Chemical safety", "Sécurité chimique",
            "Химическая безопасность", "السلامة الكيميائية"),
        area(
            "public-health-c3", in: "health-security", "Public-health command, control and communications",
            "Commandement, contrôle et communications de santé publique",
            "Управление и связь в общественном здравоохранении", "القيادة والسيطرة والاتصالات في الصحة العامة",
            crosswalk: "preca:c3"),
    ]

    private static let hazards: [AreaFields] = [
        area("c", "Chemical", "Chimique", "Химическая опасность", "كيميائي", axis: .hazard),
        area("b", "Biological", "Biologique", "Биологическая опасность", "بيولوجي", axis: .hazard),
        area("r", "Radiological", "Radiologique", "Радиологическая опасность", "إشعاعي", axis: .hazard),
        area("n", "Nuclear", "Nucléaire", "Ядерная опасность", "نووي", axis: .hazard),
    ]
}
