// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/search/pinyin.h"
#include "storage/search/pinyintable.h"
#include <QHash>
#include <span>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

/// A word and the initials of its characters; a single character and the letters it can stand for.
struct Read
{
    QStringView word;
    QStringView letters;
};

// Characters with more than one reading in names and in the titles of items, the usual one first. Where ICU's is another,
// this list is right.
constexpr Read polyphones[] = {
    {u"长", u"cz"}, {u"行", u"xh"}, {u"重", u"zc"}, {u"乐", u"ly"}, {u"会", u"hk"}, {u"调", u"dt"}, {u"厦", u"sx"},
    {u"朝", u"cz"}, {u"传", u"cz"}, {u"藏", u"cz"}, {u"参", u"cs"}, {u"盛", u"sc"}, {u"单", u"ds"}, {u"校", u"xj"},
    {u"率", u"ls"}, {u"系", u"xj"}, {u"提", u"td"}, {u"降", u"jx"}, {u"给", u"gj"}, {u"弹", u"dt"}, {u"便", u"bp"},
    {u"畜", u"cx"}, {u"卡", u"kq"}, {u"茄", u"qj"}, {u"粘", u"zn"}, {u"泊", u"bp"}, {u"壳", u"kq"}, {u"覃", u"qt"},
    {u"翟", u"zd"}, {u"番", u"fp"}, {u"咖", u"kg"}, {u"镐", u"hg"}, {u"曾", u"zc"}, {u"蛤", u"gh"}, {u"堡", u"bp"},
    {u"曝", u"bp"}, {u"匙", u"cs"}, {u"埔", u"pb"}, {u"洞", u"dt"}, {u"炅", u"jg"}, {u"禅", u"cs"}, {u"筠", u"yj"},
    {u"茜", u"qx"}, {u"蔚", u"wy"}, {u"晟", u"sc"}, {u"靓", u"lj"}, {u"芥", u"jg"}, {u"伽", u"jq"}, {u"潏", u"jy"},
    {u"褚", u"cz"}, {u"隗", u"wk"}, {u"谌", u"cs"}, {u"澹", u"dt"}, {u"贾", u"jg"}, {u"郇", u"xh"}, {u"阚", u"kh"},
    {u"圩", u"xw"}, {u"偲", u"sc"}, {u"於", u"yw"}, {u"〇", u"l"},
};

// Words whose characters are not read as usual. Longer ones stand before those they contain.
constexpr Read words[] = {
    {u"行政", u"xz"}, {u"银行", u"yh"}, {u"行业", u"hy"}, {u"商行", u"sh"}, {u"车行", u"ch"}, {u"分行", u"fh"},
    {u"支行", u"zh"}, {u"执行", u"zx"}, {u"运行", u"yx"}, {u"施行", u"sx"}, {u"会计", u"kj"}, {u"社会", u"sh"},
    {u"重新", u"cx"}, {u"重庆", u"cq"}, {u"重建", u"cj"}, {u"重复", u"cf"}, {u"重组", u"cz"}, {u"重大", u"zd"},
    {u"重点", u"zd"}, {u"长安", u"ca"}, {u"长期", u"cq"}, {u"校长", u"xz"}, {u"家长", u"jz"}, {u"院长", u"yz"},
    {u"局长", u"jz"}, {u"音乐", u"yy"}, {u"声乐", u"sy"}, {u"乐器", u"yq"}, {u"调整", u"tz"}, {u"调解", u"tj"},
    {u"调味", u"tw"}, {u"调查", u"dc"}, {u"调动", u"dd"}, {u"调档", u"dd"}, {u"调入", u"dr"}, {u"厦门", u"xm"},
    {u"大厦", u"ds"}, {u"朝阳", u"cy"}, {u"传统", u"ct"}, {u"传染", u"cr"}, {u"传媒", u"cm"}, {u"西藏", u"xz"},
    {u"参保", u"cb"}, {u"人参", u"rs"}, {u"海参", u"hs"}, {u"单位", u"dw"}, {u"校验", u"jy"}, {u"校准", u"jz"},
    {u"学校", u"xx"}, {u"系统", u"xt"}, {u"提取", u"tq"}, {u"给付", u"jf"}, {u"供给", u"gj"}, {u"便民", u"bm"},
    {u"便利", u"bl"}, {u"畜牧", u"xm"}, {u"番茄", u"fq"}, {u"番禺", u"py"}, {u"瑜伽", u"yj"}, {u"咖啡", u"kf"},
};

// Surnames that are read otherwise than the same characters elsewhere.
constexpr Read surnames[] = {
    {u"尉迟", u"yc"}, {u"万俟", u"mq"}, {u"单于", u"cy"}, {u"长孙", u"zs"}, {u"澹台", u"tt"}, {u"单", u"s"}, {u"解", u"x"},
    {u"仇", u"q"}, {u"区", u"o"}, {u"曾", u"z"}, {u"查", u"z"}, {u"覃", u"q"}, {u"翟", u"z"}, {u"祭", u"z"},
    {u"种", u"c"}, {u"折", u"s"}, {u"召", u"s"}, {u"繁", u"p"}, {u"秘", u"b"}, {u"乐", u"y"}, {u"尉", u"w"},
    {u"隗", u"w"}, {u"郇", u"x"}, {u"盛", u"s"}, {u"佴", u"n"}, {u"句", u"g"}, {u"朝", u"c"}, {u"贾", u"j"},
    {u"褚", u"c"}, {u"阚", u"k"}, {u"谌", u"c"}, {u"莘", u"s"}, {u"於", u"y"}, {u"校", u"j"},
};

const QHash<char32_t, QStringView> &polyphoneLetters()
{
    static const QHash<char32_t, QStringView> all = [] {
        QHash<char32_t, QStringView> hash;
        for (const Read &read : polyphones)
            hash.insert(read.word[0].unicode(), read.letters);
        return hash;
    }();
    return all;
}

/// The word of a list that `text` begins with.
const Read *startOf(QStringView text, std::span<const Read> list)
{
    for (const Read &read : list) {
        if (text.startsWith(read.word))
            return &read;
    }
    return nullptr;
}

QString oneCharacter(char32_t c)
{
    return QString::fromUcs4(&c, 1);
}

/// For every code point of a bare text the letters it can stand for.
QStringList lettersOfEach(QStringView bareText, Reading reading)
{
    QStringList each;
    qsizetype at = 0;
    const auto take = [&](const Read &read) {
        for (const QChar letter : read.letters)
            each << QString(letter);
        at += read.word.size();
    };
    if (reading == Reading::Person) {
        if (const Read *surname = startOf(bareText, surnames))
            take(*surname);
    }
    while (at < bareText.size()) {
        if (const Read *word = reading == Reading::Text ? startOf(bareText.sliced(at), words) : nullptr) {
            take(*word);
            continue;
        }
        const bool pair = bareText[at].isHighSurrogate() && at + 1 < bareText.size();
        each << letters(pair ? QChar::surrogateToUcs4(bareText[at], bareText[at + 1]) : bareText[at].unicode());
        at += pair ? 2 : 1;
    }
    return each;
}

} // namespace

QString fold(QStringView text)
{
    return text.toString().normalized(QString::NormalizationForm_KC).toLower();
}

bool isKept(char32_t character)
{
    // Rare characters of names live in the private use areas of government fonts.
    return QChar::isLetterOrNumber(character) || QChar::category(character) == QChar::Other_PrivateUse;
}

QString bare(QStringView text)
{
    const QString folded = fold(text);
    QString kept;
    kept.reserve(folded.size());
    for (qsizetype i = 0; i < folded.size(); ++i) {
        const bool pair = folded[i].isHighSurrogate() && i + 1 < folded.size() && folded[i + 1].isLowSurrogate();
        if (!isKept(pair ? QChar::surrogateToUcs4(folded[i], folded[i + 1]) : folded[i].unicode()))
            continue;
        kept += folded[i];
        if (pair)
            kept += folded[++i];
    }
    return kept;
}

QString letters(char32_t character)
{
    if (const auto found = polyphoneLetters().constFind(character); found != polyphoneLetters().cend())
        return found->toString();
    if (const char letter = usualLetter(character))
        return QString(QLatin1Char(letter));
    // José is typed jose.
    const QString base = QChar::script(character) == QChar::Script_Latin ? QChar::decomposition(character).left(1) : QString();
    return base.isEmpty() ? oneCharacter(character) : base;
}

QString initials(QStringView text, Reading reading)
{
    return readings(text, reading).first();
}

QStringList readings(QStringView text, Reading reading)
{
    QStringList all{QString()};
    for (const QString &letters : lettersOfEach(bare(text), reading)) {
        const bool isChoice = letters.size() > 1 && !letters[0].isSurrogate();
        QStringList longer;
        for (const QString &one : all)
            longer << QString(one + (isChoice ? letters.first(1) : letters));
        if (isChoice && all.size() * letters.size() <= readingsMax) {
            for (const QString &one : all)
                longer << QString(one + letters[1]);
        }
        all = longer;
    }
    return all;
}

QStringList bigrams(QStringView text)
{
    QStringList pairs;
    const QList<uint> points = bare(text).toUcs4();
    for (qsizetype i = 0; i + 1 < points.size(); ++i)
        pairs << QString(oneCharacter(points[i]) + oneCharacter(points[i + 1]));
    return pairs;
}

} // namespace storage
