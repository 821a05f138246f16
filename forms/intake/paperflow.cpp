// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/paperflow.h"
#include "domain/jsontime.h"
#include "forms/desk/paperprinter.h"
#include "forms/intake/intaketext.h"
#include "forms/papers/papertemplate.h"
#include "forms/shared/desk.h"
#include "forms/shared/refusaltext.h"
#include "office/office.h"

namespace forms {

PaperFlow::PaperFlow(Desk &desk, QObject *parent) : QObject(parent), m_desk(desk) {}

void PaperFlow::print(const domain::CaseFile &file, const domain::Item &item, const QStringList &kinds, const QString &done)
{
    office::Office &office = m_desk.office();
    const auto rules = office.rules();
    domain::PaperContext context;
    context.caseFile = file;
    context.item = item;
    if (const domain::Place *place = rules->place(file.place)) {
        context.place = *place;
        context.region = rules->region(place->district);
        context.lapse = toCode(context.region.lapse);
    }
    context.clerkName = m_desk.session().staffName;
    context.now = domain::hallTime(office.now());
    context.calendar = rules->calendar();
    const auto seal = office.receiptSeal(file.toJson());
    if (seal)
        context.qrText = *seal;
    Job job{file.id, QStringLiteral("%1 %2").arg(file.number, done), {}};
    for (const QString &kind : kinds) {
        context.fullNumbers = asksFullNumbers(kind);
        job.papers << domain::composePaper(kind, context);
    }
    m_jobs << job;
    if (m_jobs.size() == 1)
        begin();
}

void PaperFlow::attach(PaperPrinter *printer)
{
    if (printer == m_printer)
        return;
    if (m_printer)
        m_printer->disconnect(this);
    m_printer = printer;
    if (printer) {
        connect(printer, &PaperPrinter::printed, this, &PaperFlow::printed);
        connect(printer, &PaperPrinter::failed, this, &PaperFlow::failed);
    }
}

void PaperFlow::begin()
{
    const Job job = m_jobs.first();
    attach(m_desk.printer());
    if (!m_printer) {
        failed(domain::refuse(u"paper.no-printer"));
        return;
    }
    m_desk.say(Tone::Info, tr("%1; printing …").arg(job.head));
    m_begun = true;
    m_printer->print(job.papers);
}

void PaperFlow::end()
{
    m_begun = false;
    m_jobs.removeFirst();
    if (m_jobs.isEmpty())
        Q_EMIT idle();
    else
        begin();
}

QString PaperFlow::names(const QList<domain::Paper> &papers)
{
    QStringList names;
    for (const domain::Paper &paper : papers)
        names << tr("%1 (%2 copies)").arg(IntakeText::paper(paper.kind)).arg(paper.copies);
    return names.join(tr(", "));
}

void PaperFlow::printed(int papers)
{
    if (!m_begun || (papers > 0 && papers < m_jobs.first().papers.size()))
        return; // some failed: failed() follows
    const Job job = m_jobs.first();
    if (papers == 0) {
        m_desk.say(Notice{Tone::Info, tr("%1 and on disk; its papers were not printed").arg(job.head), tr("Print again"), retry(job)});
        end();
        return;
    }
    m_desk.say(Notice{Tone::Done, tr("%1, printed: %2").arg(job.head, names(job.papers)), tr("Show"),
                      [desk = QPointer(&m_desk), id = job.caseId] {
                          if (desk)
                              desk->open(QStringLiteral("cases"), id);
                      }});
    end();
}

void PaperFlow::failed(const domain::Refusal &refusal)
{
    if (m_jobs.isEmpty() || (m_printer && !m_begun))
        return; // somebody else's papers
    const Job job = m_jobs.first();
    m_desk.say(Notice{Tone::Problem, tr("%1 and on disk, but not printed: %2").arg(job.head, refusalText(refusal)), tr("Print again"), retry(job)});
    end();
}

std::function<void()> PaperFlow::retry(const Job &job)
{
    return [self = QPointer(this), job] {
        if (!self)
            return;
        self->m_jobs << job;
        if (self->m_jobs.size() == 1)
            self->begin();
    };
}

} // namespace forms
