// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/choicebox.h"
#include "forms/shared/theme.h"
#include "tests/forms/focusables.h"
#include "tests/forms/intakerig.h"
#include <QScrollArea>

using namespace Qt::StringLiterals;

/// Every item of the catalogue on the page as it is at 1366×768: it can be taken, its form opens, nothing is cut off.
class IntakeItemsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<IntakeRig> m_rig; ///< one hall for all of them

    void enterApplicant(bool natural)
    {
        m_rig->part(u"applicant.number"_s)->setFocus();
        m_rig->type(natural ? u"610116199003070014"_s : u"91350100M000100Y43"_s);
        m_rig->press(Qt::Key_Return);
        if (m_rig->typed().applicant.name.isEmpty())
            m_rig->compose(u"示例"_s);
    }
    /// Every question that comes up is answered by its last digit; several answers end by Enter.
    void answerAll()
    {
        for (int round = 0; round < 40 && !m_rig->page->hand().decision().checklist.unanswered.isEmpty(); ++round) {
            const QString id = m_rig->page->hand().decision().checklist.unanswered.first();
            auto *box = m_rig->part<forms::ChoiceBox>(QString(u"question."_s + id));
            box->setFocus();
            m_rig->press(Qt::Key(Qt::Key_0 + qMin(9, int(box->options().size()))));
            m_rig->press(Qt::Key_Return);
        }
        QVERIFY(m_rig->page->hand().decision().checklist.unanswered.isEmpty());
    }
    QStringList cutOff() const
    {
        QStringList cut;
        for (const QScrollArea *column : m_rig->page->findChildren<QScrollArea *>()) {
            const int room = column->viewport()->width(), needed = column->widget()->minimumSizeHint().width();
            if (column->isVisible() && column->widget()->objectName() == u"page" && needed > room)
                cut << u"%1 px in %2"_s.arg(needed).arg(room);
        }
        return cut;
    }

private Q_SLOTS:
    void initTestCase()
    {
        forms::Theme::apply(*qApp, forms::Theme::Mode::Light);
        m_rig = std::make_unique<IntakeRig>();
    }
    void cleanupTestCase() { m_rig.reset(); }
    void cleanup()
    {
        m_rig->press(Qt::Key_F2);
        for (const office::Draft &draft : m_rig->drafts())
            QVERIFY(office::Drafts(m_rig->hall.office()).remove(draft.id).ok());
    }

    void canBeTakenWithItsQuestionsFormAndMaterials_data()
    {
        QTest::addColumn<QString>("itemId");
        for (const domain::Item &item : m_rig->hall.office().rules()->itemsOn(QDate(2026, 11, 20)))
            QTest::newRow(qPrintable(item.id)) << item.id;
    }
    void canBeTakenWithItsQuestionsFormAndMaterials()
    {
        QFETCH(QString, itemId);
        IntakeRig &rig = *m_rig;
        rig.page->activate(QString(u"item:"_s + itemId));
        enterApplicant(rig.page->hand().item()->applicantKinds.contains(u"natural"_s));
        answerAll();
        rig.press(Qt::Key_F6);
        for (const domain::FormField &field : rig.page->hand().decision().checklist.fields) {
            if (field.type != u"computed" && field.type != u"daterange")
                rig.part(QString(u"field."_s + field.key));
        }
        QCOMPARE(unnamedFocusables(*rig.page), QStringList());
        QCOMPARE(cutOff(), QStringList());
        rig.press(Qt::Key_F7);
        if (!rig.page->hand().decision().materials.isEmpty())
            rig.type(u"a"_s);
        const QString verdict = rig.verdict();
        QVERIFY2(verdict == u"accept" || verdict == u"refuse", qPrintable(verdict));
        QCOMPARE(cutOff(), QStringList());
    }

    void twentyQuestionsScrollWithTheKeyboard()
    {
        IntakeRig &rig = *m_rig;
        QJsonObject json = rig.hall.item(u"marriage-reg"_s).toJson();
        json[u"id"_s] = u"worst"_s;
        QJsonArray questions;
        for (int i = 1; i <= 20; ++i) {
            QJsonArray options;
            for (int option = 1; option <= 12; ++option)
                options << QJsonObject{{u"value"_s, u"v%1"_s.arg(option)}, {u"label"_s, u"第%1种情形(包括但不限于下列各项及其组合)"_s.arg(option)}};
            questions << QJsonObject{{u"id"_s, u"worst.q%1"_s.arg(i)}, {u"question"_s, u"第%1问: 申请人是否属于下列情形之一并能够提供相应证明?"_s.arg(i)},
                                     {u"type"_s, i % 3 ? u"single"_s : u"multi"_s}, {u"options"_s, options}, {u"when"_s, true}};
        }
        json[u"situations"_s] = questions;
        json[u"refusal"_s] = QJsonArray();
        const office::Actor publisher{u"centre"_s, {}, {u"centre"_s}, {}, {}};
        const auto published = rig.hall.centreOffice().submit({u"item.publish"_s, domain::idFor(u"item:worst@1"_s), json, publisher});
        QVERIFY2(published.ok(), published.ok() ? "" : qPrintable(published.refusal().code));
        rig.hall.pull();
        rig.page->activate(u"item:worst"_s);
        enterApplicant(true);
        rig.press(Qt::Key_F4);
        answerAll();
        QCOMPARE(cutOff(), QStringList());
        auto *last = rig.part(u"question.worst.q20"_s);
        QTRY_VERIFY(!last->visibleRegion().isEmpty());
        // Beyond nine, arrows reach what no digit names.
        last->setFocus();
        for (int steps = 0; steps < 12; ++steps)
            rig.press(Qt::Key_Right);
        rig.press(Qt::Key_Space);
        QCOMPARE(rig.typed().answers[u"worst.q20"_s].toString(), u"v12"_s);
    }
};

QTEST_MAIN(IntakeItemsTest)
#include "tst_intakeitems.moc"
