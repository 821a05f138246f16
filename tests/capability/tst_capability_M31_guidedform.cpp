// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/paperrenderer.h"
#include "tests/forms/intakerig.h"
#include <QJsonDocument>

using namespace Qt::StringLiterals;

/// M31 智能填表: answers lead to only the questions, fields and materials that apply, filled in with what is known, and to the
/// application form on paper. The window has no network in this test.
class GuidedFormCapability : public QObject
{
    Q_OBJECT

    static QStringList keysOf(const QList<domain::FormField> &fields)
    {
        QStringList keys;
        for (const domain::FormField &field : fields)
            keys << field.key;
        return keys;
    }

private Q_SLOTS:
    void onlyWhatAppliesIsAskedFor()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"spjyxk"_s, {});
        const auto &list = rig.page->hand().decision().checklist;
        const auto asksCentral = [&] {
            return std::any_of(list.questions.begin(), list.questions.end(), [](const auto &question) { return question.id == u"food.central"; });
        };
        rig.type(u"2"_s); // sales: no central kitchen
        QVERIFY(!asksCentral());
        rig.part(u"question.food.subject"_s)->setFocus();
        rig.type(u"1"_s); // catering
        QVERIFY(asksCentral());
        const auto asksForAgent = [&] { return keysOf(list.fields).contains(u"agent.name"_s); };
        rig.part(u"question.agent.present"_s)->setFocus();
        rig.type(u"2"_s);
        QVERIFY(!asksForAgent());
        rig.part(u"question.agent.present"_s)->setFocus();
        rig.type(u"1"_s);
        QVERIFY(asksForAgent());
        QVERIFY(list.materials.size() > 0);
    }

    void nothingIsAskedTwice()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"hkqy"_s, {});
        rig.page->activate(u"item:hukou-move"_s);
        for (const QString &key : {u"applicant.name"_s, u"applicant.idNo"_s, u"applicant.idType"_s, u"applicant.address"_s}) {
            const auto &fields = rig.page->hand().decision().checklist.fields;
            const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto &one) { return one.key == key; });
            QVERIFY2(field != fields.end() && !rig.page->hand().fieldValue(*field).toString().isEmpty(), qPrintable(key));
        }
    }

    void whatAFirmToldOnceIsFilledInTheNextTime()
    {
        IntakeRig rig;
        rig.type(u"91350100M000100Y43"_s);
        rig.press(Qt::Key_Return);
        rig.compose(u"西安示例餐饮有限公司"_s);
        rig.press(Qt::Key_F4);
        rig.type(u"spjyxk"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"21"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"122a"_s);
        rig.press(Qt::Key_F6);
        rig.part(u"field.org.legalRep"_s)->setFocus();
        rig.compose(u"王五"_s);
        rig.press(Qt::Key_Return);
        rig.decide();
        QCOMPARE(rig.newestCase().fields[u"org.legalRep"_s].toString(), u"王五"_s);
        rig.type(u"91350100M000100Y43"_s);
        rig.type(u"gzkz"_s);
        rig.page->activate(u"item:seal-filing"_s);
        const auto &fields = rig.page->hand().decision().checklist.fields;
        const auto field = std::find_if(fields.begin(), fields.end(), [](const auto &one) { return one.semantic == u"org.legalRep"; });
        QVERIFY(field != fields.end());
        QCOMPARE(rig.page->hand().fieldValue(*field).toString(), u"王五"_s);
    }

    void theFilledFormIsPrintedOffline()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        rig.press(Qt::Key_F6);
        rig.compose(u"张三"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"610116199003070014"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"13800000014"_s);
        rig.press(Qt::Key_Return);
        rig.compose(u"李四"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"61011619880101002X"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"13900000002"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"1"_s); // unmarried
        rig.type(u"1"_s);
        rig.decide();
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.fields[u"female.name"_s].toString(), u"李四"_s);
        QCOMPARE(file.fields[u"marry.maleStatus"_s].toString(), u"未婚"_s);
        domain::PaperContext context;
        context.caseFile = file;
        context.item = rig.hall.item(u"marriage-reg"_s);
        context.place = rig.hall.place();
        context.now = domain::hallTime(rig.hall.now());
        context.calendar = rig.hall.office().rules()->calendar();
        const domain::Paper form = domain::composePaper(u"application-form", context);
        const QString words = QString::fromUtf8(QJsonDocument(form.content).toJson());
        QVERIFY(words.contains(u"李四"_s) && words.contains(u"未婚"_s));
        const auto pdf = forms::renderPdf(form);
        QVERIFY(pdf.ok());
        QVERIFY(pdf->startsWith("%PDF"));
    }
};

QTEST_MAIN(GuidedFormCapability)
#include "tst_capability_M31_guidedform.moc"
