// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/district/formfiller.h"
#include "domain/district/madeupname.h"
#include <QJsonArray>
#include <cmath>

using namespace Qt::StringLiterals;

namespace domain {

namespace {

Sex otherSex(Sex sex)
{
    return sex == Sex::Male ? Sex::Female : Sex::Male;
}

QString surnameOf(const QString &name)
{
    // Two characters for compound surnames and for one written as a surrogate pair.
    const bool twoUnits = name.front().isHighSurrogate() || (name.size() > 3 && !name.contains(u'·'));
    return name.first(twoUnits ? 2 : 1);
}

MadeUpPerson childFor(Dice &dice, const Item &item, const MadeUpCase &visit, QDate today)
{
    const Sex sex = dice.chance(0.5) ? Sex::Male : Sex::Female;
    const QString surname = surnameOf(visit.person.name);
    if (item.id != u"school-enrol")
        return makeRelative(dice, visit.person, sex, today.addDays(-90), today.addDays(-3), surname);
    const int age = visit.answers[u"sch.kind"].toString() == u"junior" ? 12 : 6;
    const QDate turnsBy(today.year() - age, 8, 31);
    return makeRelative(dice, visit.person, sex, turnsBy.addYears(-1).addDays(1), turnsBy, surname);
}

bool contains(const QString &text, std::initializer_list<QStringView> words)
{
    return std::any_of(words.begin(), words.end(), [&text](QStringView word) { return text.contains(word); });
}

QString isoText(QDate date)
{
    return date.toString(Qt::ISODate);
}
QString divisionText(const QString &street)
{
    return u"陕西省西安市长安区" + street;
}

} // namespace

FormFiller::FormFiller(const Item &item, const MadeUpCase &visit, Dice &dice)
    : m_item(item), m_visit(visit), m_dice(dice), m_today(visit.receivedAt.date())
{
    const QDate birth = visit.person.birth;
    m_spouse = makeRelative(dice, visit.person, otherSex(visit.person.sex), birth.addYears(-2),
                            std::min(birth.addYears(2), m_today.addYears(-22)));
    m_child = childFor(dice, item, visit, m_today);
    m_colleague = makeRelative(dice, visit.person, dice.chance(0.5) ? Sex::Male : Sex::Female, m_today.addYears(-58),
                               m_today.addYears(-24));
}

QJsonObject FormFiller::fill(const QList<FormField> &fields)
{
    QJsonObject values;
    for (const FormField &field : fields) {
        if (field.type == u"computed" || (!field.required && m_dice.chance(0.5)))
            continue;
        const QJsonValue value = valueOf(field);
        if (!value.isNull())
            values[field.key] = value;
    }
    return values;
}

QJsonValue FormFiller::valueOf(const FormField &field)
{
    for (const QJsonValue &value : {asAnswered(field), byKey(field), bySemantic(field)}) {
        if (!value.isNull())
            return value;
    }
    return byType(field);
}

/// A field that asks again what a question has asked (food.subject): the option with the answer's label, else the one
/// in its place.
QJsonValue FormFiller::asAnswered(const FormField &field) const
{
    const QJsonValue answer = m_visit.answers.value(field.key);
    if (answer.isUndefined())
        return QJsonValue::Null;
    if (field.type == u"bool")
        return answer.isBool() ? answer : QJsonValue(QJsonValue::Null);
    const auto situation = std::find_if(m_item.situations.begin(), m_item.situations.end(),
                                        [&](const auto &one) { return one.id == field.key; });
    const QJsonArray options = field.constraints[u"options"].toArray();
    if (situation == m_item.situations.end() || options.isEmpty())
        return QJsonValue::Null;

    QJsonArray chosen;
    for (const QJsonValue &value : answer.isArray() ? answer.toArray() : QJsonArray{answer}) {
        for (qsizetype place = 0; place < situation->options.size(); ++place) {
            const auto &[offered, label] = situation->options[place];
            if (offered != value)
                continue;
            QJsonValue match = options[std::min<qsizetype>(place, options.size() - 1)];
            for (const QJsonValue &option : options) {
                if (label.contains(option.toString()) || option.toString().contains(label))
                    match = option;
            }
            if (!chosen.contains(match))
                chosen.append(match);
        }
    }
    if (chosen.isEmpty())
        return QJsonValue::Null;
    return field.type == u"multiselect" ? QJsonValue(chosen) : chosen.first();
}

QJsonValue FormFiller::bySemantic(const FormField &field)
{
    const QString &meaning = field.semantic;
    const MadeUpPerson &person = m_visit.person;
    const MadeUpFirm &firm = m_visit.firm;
    const MadeUpPerson &father = person.sex == Sex::Male ? person : m_spouse;
    const MadeUpPerson &mother = person.sex == Sex::Female ? person : m_spouse;
    const qsizetype dot = meaning.indexOf(u'.');
    const QStringView who = QStringView(meaning).left(std::max<qsizetype>(0, dot));
    const QStringView what = QStringView(meaning).sliced(dot + 1);

    const auto of = [&what](const MadeUpPerson &one) -> QJsonValue {
        if (what == u"name")
            return one.name;
        if (what == u"idNo")
            return one.idNumber;
        if (what == u"mobile")
            return one.mobile;
        if (what == u"address" || what == u"hukou" || what == u"live")
            return one.address;
        if (what == u"idType")
            return u"居民身份证"_s;
        if (what == u"sex")
            return one.sex == Sex::Male ? u"男"_s : u"女"_s;
        return QJsonValue::Null;
    };
    if (who == u"person")
        return of(person);
    if (who == u"agent")
        return of(m_visit.agent.value_or(m_colleague));
    if (who == u"legalRep")
        return of(firm.legalRep);
    if (who == u"guardian")
        return of(person);
    if (who == u"father")
        return of(father);
    if (who == u"mother")
        return of(mother);
    if (who == u"child")
        return of(m_child);
    if (who == u"baby") {
        if (what == u"birth")
            return QString(
                isoText(m_child.birth) +
                u"T%1:%2"_s.arg(m_dice.below(24), 2, 10, QChar(u'0')).arg(m_dice.below(60), 2, 10, QChar(u'0')));
        return what == u"certNo" ? QJsonValue(QString(u'U' + digits(9))) : of(m_child);
    }
    if (who == u"hukou")
        return what == u"head" ? father.name : person.address;
    if (who == u"house")
        return person.address;
    if (who == u"org") {
        if (what == u"name")
            return firm.name;
        if (what == u"uscc")
            return firm.uscc;
        if (what == u"legalRep")
            return firm.legalRep.name;
        if (what == u"phone")
            return firm.phone;
        return firm.address;
    }
    if (who == u"premises" && what != u"area") {
        const bool ofFirm = m_visit.applicantKind == u"legal" || m_item.form.front().key.startsWith(u"org.");
        return what == u"division" ? QJsonValue(divisionText(ofFirm ? firm.street : person.street))
                                   : QJsonValue(ofFirm ? firm.address : person.address);
    }
    if (meaning == u"proj.name")
        return QString(firm.name + (m_dice.chance(0.5) ? u"生产厂房建设项目" : u"综合楼改造项目"));
    if (meaning == u"proj.code")
        return u"%1-610116-%2-%3-%4"_s.arg(m_today.year()).arg(m_dice.between(10, 90)).arg(u"03"_s, digits(6));
    if (meaning == u"proj.place")
        return field.type == u"division" ? QJsonValue(divisionText(firm.street)) : QJsonValue(firm.address);
    if (meaning == u"proj.content")
        return u"新建生产厂房一栋,建筑面积%1平方米,配套建设道路、绿化和给排水设施。"_s.arg(100 *
                                                                                           m_dice.between(10, 300));
    return QJsonValue::Null;
}

QJsonValue FormFiller::byKey(const FormField &field)
{
    const QString &key = field.key;
    const MadeUpPerson &person = m_visit.person;
    const MadeUpPerson &man = person.sex == Sex::Male ? person : m_spouse;
    const MadeUpPerson &woman = person.sex == Sex::Female ? person : m_spouse;
    if (key.startsWith(u"male.") || key.startsWith(u"female.")) {
        const MadeUpPerson &one = key.startsWith(u"male.") ? man : woman;
        if (field.type == u"idno")
            return one.idNumber;
        return field.type == u"mobile" ? one.mobile : one.name;
    }
    if (key == u"company.scope")
        return m_visit.firm.scope;
    if (key == u"company.capital")
        return m_dice.pick(QList<int>{10, 50, 100, 100, 200, 300, 500, 1000});
    if (key == u"company.term" || key == u"indiv.staff")
        return m_dice.chance(0.7) ? 0 : m_dice.between(2, 30);
    if (key == u"company.copies")
        return m_dice.between(1, 3);
    if (key == u"med.year")
        return m_today.year();
    if (key == u"child.birth")
        return isoText(m_child.birth);
    if (key == u"ret.birth")
        return isoText(person.birth);
    if (key == u"ret.firstWork")
        return isoText(person.birth.addYears(int(m_dice.between(18, 26))));
    if (key == u"ret.years")
        return m_dice.between(180, 420);
    if (key == u"age.level")
        return m_visit.answers.contains(u"age.level"_s) ? QJsonValue::Null : QJsonValue(u"80-89"_s);
    if (key == u"food.manager")
        return m_colleague.name;
    if (key == u"food.managerId")
        return m_colleague.idNumber;
    if (key == u"two.cardNo")
        return QString(person.idNumber + QString::number(m_dice.between(1, 7)) + QString::number(m_dice.between(1, 4)));
    if (key == u"house.unit")
        return QString(u"610116%1GB%2F%3"_s.arg(digits(6), digits(5), digits(7)) + u'1');
    if (key == u"house.no")
        return u"陕(%1)西安市长安区不动产权第%2号"_s.arg(m_today.year() - m_dice.between(1, 9)).arg(digits(7));
    if (key == u"change.before")
        return u"西安%1记商贸有限公司"_s.arg(surnameOf(m_colleague.name));
    if (key == u"change.after")
        return m_visit.firm.name;
    if (key == u"doc.org" || key == u"nurse.org")
        return u"西安长安%1医院"_s.arg(madeUpFirmWord(m_dice));
    if (key == u"mort.scope")
        return u"主债权及其利息、违约金、损害赔偿金和实现抵押权的费用"_s;
    if (key == u"un.intent" || key == u"emp.job")
        return m_dice.pick(QStringList{u"营业员"_s, u"驾驶员"_s, u"会计"_s, u"保洁员"_s, u"软件测试"_s});
    if (key == u"ad.text")
        return m_visit.firm.name;
    if (key == u"drain.pollutants")
        return u"化学需氧量、氨氮、悬浮物"_s;
    if (key == u"move.from")
        return u"陕西省渭南市临渭区"_s;
    if (key == u"rem.place")
        return u"北京市海淀区"_s;
    return QJsonValue::Null;
}

QJsonValue FormFiller::byType(const FormField &field)
{
    const QJsonArray options = field.constraints[u"options"].toArray();
    const QString &type = field.type;
    if (type == u"select")
        return options.isEmpty() ? QJsonValue::Null : options[m_dice.below(options.size())];
    if (type == u"multiselect")
        return QJsonArray{options[m_dice.below(options.size())]};
    if (type == u"bool")
        return m_dice.chance(0.4);
    if (type == u"number")
        return number(field);
    if (type == u"money")
        return money(field);
    if (type == u"date")
        return date(field);
    if (type == u"month")
        return m_today.toString(u"yyyy-MM");
    if (type == u"daterange")
        return QString(isoText(m_today.addDays(m_dice.between(1, 30))) + u'/' +
                       isoText(m_today.addDays(m_dice.between(300, 1200))));
    if (type == u"datetime")
        return QString(isoText(m_today.addDays(-m_dice.between(1, 30))) + u"T10:30");
    if (type == u"table")
        return rows(field);
    if (type == u"idno")
        return m_colleague.idNumber;
    if (type == u"uscc")
        return m_visit.firm.uscc;
    if (type == u"mobile")
        return m_visit.person.mobile;
    if (type == u"phone")
        return m_visit.firm.phone;
    if (type == u"address")
        return m_visit.person.address;
    if (type == u"division")
        return divisionText(m_visit.person.street);
    if (type == u"bank")
        return QString(u"6200" + digits(15));
    return text(field);
}

QJsonValue FormFiller::number(const FormField &field)
{
    const double low = field.constraints[u"min"].toDouble(0);
    const double high = field.constraints[u"max"].toDouble(low + 500);
    const double wanted = low + std::floor(20 + 180 * m_dice.fraction());
    if (wanted <= high)
        return wanted;
    return std::floor(low + (high - low) * m_dice.fraction());
}

QJsonValue FormFiller::money(const FormField &field)
{
    const bool inYuan = field.label.contains(u"(元)");
    return inYuan ? 100 * m_dice.between(10, 9'000) : m_dice.between(10, 5'000);
}

QJsonValue FormFiller::date(const FormField &field)
{
    const bool isAhead =
        contains(field.label, {u"期限", u"有效期至", u"交付", u"承诺", u"下次", u"结束", u"起始", u"开始"});
    const bool isPast = contains(field.label, {u"公示", u"居住起始"});
    if (isAhead && !isPast)
        return isoText(m_today.addDays(m_dice.between(1, 700)));
    return isoText(m_today.addDays(-m_dice.between(isPast ? 200 : 1, isPast ? 900 : 28)));
}

QJsonValue FormFiller::text(const FormField &field)
{
    const QString &label = field.label;
    const bool asksForPerson = contains(label, {u"姓名", u"负责人", u"管理人", u"管理员", u"校长", u"户主"});
    const bool asksForFirm = contains(label, {u"单位", u"机构", u"银行"});
    const bool asksForNumber = contains(label, {u"号", u"编码", u"代码"});
    QString value = u"详见申请表"_s;
    if (asksForPerson)
        value = m_colleague.name;
    else if (asksForNumber)
        value = digits(10);
    else if (label.contains(u"学校"))
        value = u"西安医学院"_s;
    else if (asksForFirm)
        value = m_visit.firm.name;
    else if (contains(label, {u"层"}))
        value = u"地上%1层"_s.arg(m_dice.between(1, 18));
    else if (contains(label, {u"规格", u"型号"}))
        value = u"%1×%2×0.3"_s.arg(m_dice.between(3, 12)).arg(m_dice.between(1, 4));
    else if (contains(label, {u"容积率"}))
        value = u"2.%1"_s.arg(m_dice.below(9));
    return value.left(field.constraints[u"maxLength"].toInt(200));
}

QJsonArray FormFiller::rows(const FormField &field)
{
    QJsonArray table;
    const QJsonArray columns = field.constraints[u"columns"].toArray();
    const bool isOtherSide = field.key == u"house.sellers";
    const bool isAlone = isOtherSide || m_visit.answers[u"company.type"].toString() == u"solo";
    const qint64 count = isAlone ? 1 : m_dice.between(1, 2);
    for (qint64 i = 0; i < count; ++i) {
        const MadeUpPerson &someone = isOtherSide ? m_colleague : (i == 0 ? m_visit.person : m_spouse);
        QJsonObject row;
        for (const QJsonValue &column : columns)
            row[column.toString()] = cell(column.toString(), someone);
        table.append(row);
    }
    return table;
}

QString FormFiller::cell(const QString &column, const MadeUpPerson &someone)
{
    if (contains(column, {u"单位名称"}))
        return m_visit.firm.name;
    if (contains(column, {u"姓名", u"负责人"}))
        return someone.name;
    if (contains(column, {u"统一社会信用代码"}))
        return m_visit.firm.uscc;
    if (contains(column, {u"身份证", u"证件号码", u"驾驶证号"}))
        return someone.idNumber;
    if (contains(column, {u"手机"}))
        return someone.mobile;
    if (contains(column, {u"时间"}))
        return isoText(m_today.addYears(4));
    if (contains(column, {u"方式"}))
        return column.contains(u"出资") ? u"货币"_s : u"共同共有"_s;
    if (contains(column, {u"关系"}))
        return someone.idNumber == m_visit.person.idNumber ? u"本人"_s : u"家庭成员"_s;
    static const QHash<QString, QString> fixed{
        {u"份额"_s, u"50%"_s},           {u"设备"_s, u"燃气灶具"_s},          {u"数量"_s, u"1"_s},
        {u"小时用气量(m³)"_s, u"2.4"_s}, {u"就业状况"_s, u"灵活就业"_s},      {u"健康状况"_s, u"良好"_s},
        {u"类别"_s, u"银行存款"_s},      {u"去向"_s, u"市政污水管网"_s},      {u"位置"_s, u"院区东侧"_s},
        {u"用途"_s, u"住宅"_s},          {u"厂牌型号"_s, u"陕汽德龙L3000"_s}, {u"单位类别"_s, u"施工"_s}};
    if (fixed.contains(column))
        return fixed[column];
    if (contains(column, {u"额", u"量", u"收入", u"套数", u"面积", u"层数"}))
        return QString::number(10 * m_dice.between(1, 90));
    if (contains(column, {u"车牌"}))
        return u"陕A%1"_s.arg(digits(5));
    if (contains(column, {u"号"}))
        return digits(6);
    return u"正常"_s;
}

QString FormFiller::digits(int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += QChar(u'0' + char16_t(m_dice.below(10)));
    return text;
}

} // namespace domain
