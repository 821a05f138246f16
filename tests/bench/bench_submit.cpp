// SPDX-License-Identifier: GPL-3.0-or-later
// From the click to the disk: Ctrl+Enter on the real intake page until the case is committed, and in the same run, one
// after the other, the bare writing and syncing of as many bytes: what the disk alone takes.
#include "bench/figures.h"
#include "domain/identity/checkcharacter.h"
#include "forms/intakerig.h"
#include "office/store.h"
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLoggingCategory>
#include <QStorageInfo>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void fail(const QString &why)
{
    std::fprintf(stderr, "bench submit: %s\n", qPrintable(why));
    std::exit(1);
}

double ms(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Bytes this process has handed to write calls so far.
qint64 bytesWritten()
{
    QFile io(u"/proc/self/io"_s);
    if (!io.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : io.readAll().split('\n')) {
        if (line.startsWith("wchar: "))
            return line.mid(7).toLongLong();
    }
    return 0;
}

/// The disk without anything of ours: writes and syncs as SQLite does with its log, over and over the same 4 MiB.
class BareDisk
{
public:
    explicit BareDisk(const QString &folder) : m_file(::open(qPrintable(QDir(folder).filePath(u"bare"_s)), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600))
    {
        if (m_file < 0)
            fail(u"can't write to "_s + folder);
        ::unlink(qPrintable(QDir(folder).filePath(u"bare"_s))); // gone with the last that has it open
    }
    ~BareDisk() { ::close(m_file); }
    Q_DISABLE_COPY_MOVE(BareDisk)

    double write(qint64 bytes)
    {
        const QByteArray content(bytes, char('a' + m_offset % 26));
        if (m_offset + bytes > logBytes)
            m_offset = 0;
        QElapsedTimer timer;
        timer.start();
        if (::pwrite(m_file, content.constData(), size_t(bytes), m_offset) != bytes || ::fdatasync(m_file) != 0)
            fail(u"the bare write failed"_s);
        m_offset += bytes;
        return ms(timer);
    }

private:
    static constexpr qint64 logBytes = 4 << 20; // where SQLite begins its log anew: 1000 pages
    int m_file;
    qint64 m_offset = 0;
};

/// The n-th made-up citizen's card.
domain::CardText card(int n)
{
    static const QString surnames = u"王李张刘陈杨赵黄周吴"_s, names = u"明芳强敏军洁勇娟伟静磊燕超娜刚"_s;
    const QString born = QDate(1960, 1, 1).addDays(n * 11).toString(u"yyyyMMdd"_s);
    const QString first17 = u"610116%1%2"_s.arg(born).arg(11 + n % 800, 3, 10, QChar(u'0'));
    const QString name = QString(surnames[n % surnames.size()]) + names[n % names.size()] + names[(n / 7) % names.size()];
    return IntakeRig::cardOf(name, QString(first17 + domain::checkcharacter::ofCitizenNumber(first17)));
}

/// One visitor up to the click: card, item by its initials, answers, every paper handed in. A marriage registration (two
/// answers, few materials) and a food licence (many) by turns.
void prepare(IntakeRig &rig, int n)
{
    rig.hall.setNow(rig.hall.now().addSecs(1));
    rig.reader.card = card(n);
    rig.press(Qt::Key_F3);
    rig.press(Qt::Key_F4);
    rig.type(n % 2 ? u"jhdj"_s : u"spjyxk"_s);
    rig.press(Qt::Key_Return);
    if (n % 2) {
        rig.type(u"22"_s);
    } else {
        rig.type(u"11"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"1222"_s);
    }
    rig.press(Qt::Key_F7);
    rig.type(u"a"_s);
    if (rig.verdict() != u"accept"_s)
        fail(u"visitor %1 can't be accepted: %2"_s.arg(n).arg(rig.verdict()));
}

void lendNumbers(IntakeRig &rig, int count)
{
    support::Hall &hall = rig.hall;
    for (int lent = 0; lent < count; lent += 200) {
        const auto lease = hall.centre().leaseNumbers(domain::newId(hall.now()), hall.office().stream(), hall.counterSync().leaseSeries(), 200);
        if (!lease)
            fail(lease.refusal().code);
        hall.counterSync().addLease(*lease);
    }
}

} // namespace

int main(int argc, char **argv)
{
    // The hall's databases go to the disk the project lies on; /tmp may be in memory.
    const QString folder = QStringLiteral(ONEWINDOW_BINARY_DIR "/bench-submit");
    if (!QDir().mkpath(folder))
        fail(u"can't make "_s + folder);
    qputenv("TMPDIR", QFile::encodeName(folder));
    const QByteArray fileSystem = QStorageInfo(folder).fileSystemType();
    if (fileSystem == "tmpfs" || fileSystem == "ramfs")
        fail(folder + u" is not on a disk"_s);

    // The offscreen platform says of every window that it has no hints of size to pass on.
    QLoggingCategory::setFilterRules(u"default.warning=false"_s);
    QApplication application(argc, argv);
    QCommandLineParser arguments;
    const QCommandLineOption clicksOption(u"n"_s, u"Cases accepted (at least 300)."_s, u"number"_s, u"400"_s);
    arguments.addOption(clicksOption);
    arguments.addHelpOption();
    arguments.process(application);
    const int clicks = std::max(300, arguments.value(clicksOption).toInt());
    constexpr int warmUp = 10;

    bench::say(u"A window with its database on %1 (%2), %3 cases"_s.arg(folder, QString::fromLatin1(fileSystem)).arg(clicks));
    IntakeRig rig;
    lendNumbers(rig, clicks + warmUp);
    BareDisk disk(folder);

    // Told first of all when a case is on disk, before anything on the screen is refreshed.
    rig.page.reset();
    QElapsedTimer timer;
    double durable = -1;
    qint64 bytes = 0, bytesBefore = 0;
    QObject::connect(&rig.hall.office(), &office::Office::changed, &rig, [&] {
        if (durable >= 0)
            return;
        durable = ms(timer);
        bytes = bytesWritten() - bytesBefore;
    });
    rig.openPage();

    bench::Times submit, free, sync;
    QList<qint64> sizes;
    for (int n = 0; n < clicks + warmUp; ++n) {
        prepare(rig, n);
        QWidget *focus = QApplication::focusWidget();
        bytesBefore = bytesWritten();
        durable = -1;
        timer.start();
        QTest::keyClick(focus, Qt::Key_Return, Qt::ControlModifier);
        const double all = ms(timer);
        if (durable < 0)
            fail(u"visitor %1 was not accepted: %2"_s.arg(n).arg(rig.lastSaid()));
        QCoreApplication::processEvents();
        if (n < warmUp)
            continue;
        submit.add(durable);
        free.add(all);
        sync.add(disk.write(bytes));
        sizes << bytes;
        if ((n - warmUp + 1) % 100 == 0)
            bench::say(u"  %1: median %2 ms, the bare disk %3 ms"_s.arg(n - warmUp + 1).arg(submit.percentile(0.5), 0, 'f', 2).arg(sync.percentile(0.5), 0, 'f', 2));
    }
    const qint64 kept = rig.hall.archive().count({});
    if (kept != clicks + warmUp)
        fail(u"%1 cases were clicked, %2 are on disk"_s.arg(clicks + warmUp).arg(kept));

    std::ranges::sort(sizes);
    bench::print({{u"n"_s, submit.count()},
                  {u"median_ms"_s, bench::Times::rounded(submit.percentile(0.5))},
                  {u"p95_ms"_s, bench::Times::rounded(submit.percentile(0.95))},
                  {u"p99_ms"_s, bench::Times::rounded(submit.percentile(0.99))},
                  {u"max_ms"_s, bench::Times::rounded(submit.percentile(1))},
                  {u"fsync_median_ms"_s, bench::Times::rounded(sync.percentile(0.5))},
                  {u"fsync_p99_ms"_s, bench::Times::rounded(sync.percentile(0.99))},
                  {u"ratio_to_fsync"_s, bench::Times::rounded(submit.percentile(0.5) / sync.percentile(0.5))},
                  {u"desk_free_median_ms"_s, bench::Times::rounded(free.percentile(0.5))},
                  {u"desk_free_p99_ms"_s, bench::Times::rounded(free.percentile(0.99))},
                  {u"bytes_median"_s, sizes[sizes.size() / 2]}});
    return 0;
}
