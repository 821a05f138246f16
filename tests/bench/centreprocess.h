// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "bench/figures.h"
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QUrl>
#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace bench {

[[noreturn]] inline void fail(const QString &why)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(why));
    std::exit(1);
}

/// The real centre as a process of its own with the made-up district, so that its time and memory are its own.
class CentreProcess
{
public:
    /// `folder` is emptied first. `cases` made-up cases are there from the beginning.
    explicit CentreProcess(const QString &folder, qint64 cases = 0, const QStringList &more = {}) : m_folder(folder)
    {
        QDir(folder).removeRecursively();
        QDir().mkpath(folder);
        if (QProcess::execute(program(), {QStringLiteral("found"), QStringLiteral("--data"), folder}) != 0)
            fail(QStringLiteral("the district can't be founded"));
        if (cases > 0
            && QProcess::execute(program(), {QStringLiteral("demo-data"), QStringLiteral("--data"), folder, QStringLiteral("--cases"), QString::number(cases)}) != 0)
            fail(QStringLiteral("the cases can't be made up"));
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // a measurement that fails leaves nothing behind
        m_process.start(program(), QStringList{QStringLiteral("serve"), QStringLiteral("--demo"), QStringLiteral("--data"), folder, QStringLiteral("--listen"),
                                               QStringLiteral("127.0.0.1:0"), QStringLiteral("--port-file"), portFile()}
                                       + more);
        QElapsedTimer patience;
        patience.start();
        while (!QFile::exists(portFile())) {
            if (m_process.waitForFinished(20) || patience.hasExpired(60'000))
                fail(QStringLiteral("the centre does not start"));
        }
        QFile file(portFile());
        if (!file.open(QIODevice::ReadOnly))
            fail(file.errorString());
        m_port = file.readAll().toUShort();
    }
    ~CentreProcess()
    {
        m_process.terminate();
        m_process.waitForFinished(20'000);
    }

    quint16 port() const { return m_port; }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }
    QString folder() const { return m_folder; }
    qint64 pid() const { return m_process.processId(); }
    /// Processor time used so far, user and system, all threads.
    double cpuMs() const
    {
        const QList<QByteArray> fields = read(QStringLiteral("stat")).split(')').last().simplified().split(' ');
        return (fields[11].toDouble() + fields[12].toDouble()) * 1000.0 / double(sysconf(_SC_CLK_TCK));
    }
    /// Resident memory.
    double rssMb() const
    {
        for (const QByteArray &line : read(QStringLiteral("status")).split('\n')) {
            if (line.startsWith("VmRSS:"))
                return line.simplified().split(' ')[1].toDouble() / 1024;
        }
        return 0;
    }

private:
    static QString program() { return QStringLiteral(ONEWINDOW_BINARY_DIR "/onewindow-server"); }
    QString portFile() const { return m_folder + QStringLiteral("/port"); }
    QByteArray read(const QString &name) const
    {
        QFile file(QStringLiteral("/proc/%1/%2").arg(m_process.processId()).arg(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QString m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace bench
