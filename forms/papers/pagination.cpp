// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/pagination.h"
#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextLayout>
#include <QTextTable>
#include <algorithm>

namespace forms {

namespace {

/// A table without header row that takes more of a sheet than this may be cut between its rows.
constexpr double wholeHeightMax = 0.3;

/// The level of a heading that ties both ways.
constexpr int tieLevel = 6;

/// What is never cut: a line, a row, a small table.
struct Piece
{
    double top = 0, bottom = 0;
    bool staysWithNext = false;
    double headTop = 0, headBottom = 0; ///< header row to repeat when a sheet begins with this piece
};

class Pieces
{
public:
    Pieces(const QTextDocument &roll, double height) : m_layout(*roll.documentLayout()), m_height(height)
    {
        for (auto part = roll.rootFrame()->begin(); !part.atEnd(); ++part) {
            if (const auto *table = qobject_cast<const QTextTable *>(part.currentFrame()))
                addTable(*table);
            else if (part.currentBlock().isValid())
                addBlock(part.currentBlock());
        }
    }

    const QList<Piece> &all() const { return m_pieces; }
    const QList<QPair<double, double>> &lines() const { return m_lines; }

private:
    void addBlock(const QTextBlock &block)
    {
        const double blockTop = m_layout.blockBoundingRect(block).top();
        // Behind a table Qt sets an empty line that takes no room: it lies on the table's last row, and ties nothing to it.
        if (block.length() == 1 && !m_pieces.isEmpty() && m_layout.blockBoundingRect(block).bottom() <= m_pieces.last().bottom)
            return;
        const int headingLevel = block.blockFormat().headingLevel();
        if (headingLevel == tieLevel && !m_pieces.isEmpty())
            m_pieces.last().staysWithNext = true;
        const QTextLayout &text = *block.layout();
        const int count = text.lineCount();
        for (int i = 0; i < count; ++i) {
            const QRectF line = text.lineAt(i).rect().translated(0, blockTop);
            m_pieces.append({line.top(), line.bottom(), headingLevel > 0 || (count > 1 && (i == 0 || i == count - 2)), 0, 0});
        }
    }

    void addTable(const QTextTable &table)
    {
        // Qt gives a table's rectangle moved by the place of the first text in it: its padding, and how far its alignment lowers it.
        const double padding = table.rows() > 1 ? textTop(table, 1) - rowTop(table, 1) : 0;
        const double lowered = m_layout.blockBoundingRect(table.cellAt(0, 0).firstCursorPosition().block()).top() - textTop(table, 0);
        const double inset = padding + lowered;
        const QRectF area = m_layout.frameBoundingRect(const_cast<QTextTable *>(&table)).translated(0, -inset);
        const int headers = std::min(table.format().headerRowCount(), table.rows() - 1);
        if (headers == 0 && area.height() < m_height * wholeHeightMax) {
            m_pieces.append({area.top(), area.bottom(), false, 0, 0});
            return;
        }
        QList<double> edges{area.top()};
        for (int row = 1; row < table.rows(); ++row)
            edges.append(rowTop(table, row));
        edges.append(area.bottom());
        for (int row = 0; row < table.rows(); ++row) {
            Piece piece{edges[row], edges[row + 1], row < headers, 0, 0};
            if (headers > 0 && row > headers) {
                piece.headTop = edges[0];
                piece.headBottom = edges[headers];
            }
            m_pieces.append(piece);
            addCellLines(table, row);
        }
    }

    /// Where the text of a row begins: in its tallest cell, whatever its neighbours' alignment.
    double textTop(const QTextTable &table, int row) const
    {
        double top = m_layout.blockBoundingRect(table.cellAt(row, 0).firstCursorPosition().block()).top();
        for (int column = 1; column < table.columns(); ++column)
            top = std::min(top, m_layout.blockBoundingRect(table.cellAt(row, column).firstCursorPosition().block()).top());
        return top;
    }

    double textBottom(const QTextTable &table, int row) const
    {
        double bottom = 0;
        for (int column = 0; column < table.columns(); ++column)
            bottom = std::max(bottom, m_layout.blockBoundingRect(table.cellAt(row, column).lastCursorPosition().block()).bottom());
        return bottom;
    }

    /// The upper edge of a row but the first: the paddings above and below an edge are the same.
    double rowTop(const QTextTable &table, int row) const { return (textBottom(table, row - 1) + textTop(table, row)) / 2; }

    void addCellLines(const QTextTable &table, int row)
    {
        for (int column = 0; column < table.columns(); ++column) {
            const QTextTableCell cell = table.cellAt(row, column);
            for (auto part = cell.begin(); !part.atEnd(); ++part) {
                const QTextBlock block = part.currentBlock();
                if (!block.isValid())
                    continue;
                const double top = m_layout.blockBoundingRect(block).top();
                for (int i = 0; i < block.layout()->lineCount(); ++i) {
                    const QRectF line = block.layout()->lineAt(i).rect().translated(0, top);
                    m_lines.append({line.top(), line.bottom()});
                }
            }
        }
    }

    const QAbstractTextDocumentLayout &m_layout;
    double m_height;
    QList<Piece> m_pieces;
    QList<QPair<double, double>> m_lines; ///< of all cells, for rows that must be torn after all
};

/// The lowest place at or above `limit` that runs through no line.
double placeBetweenLines(const QList<QPair<double, double>> &lines, double from, double limit)
{
    double place = limit;
    for (bool moved = true; moved;) {
        moved = false;
        for (const auto &[top, bottom] : lines) {
            if (top < place && place < bottom) {
                place = top;
                moved = true;
            }
        }
    }
    return place > from ? place : limit;
}

} // namespace

QList<Sheet> paginate(const QTextDocument &roll, double height)
{
    const Pieces collected(roll, height);
    QList<Piece> pieces = collected.all();
    QList<Sheet> sheets;
    qsizetype first = 0;
    while (first < pieces.size()) {
        Piece &start = pieces[first];
        Sheet sheet{start.top, start.bottom, start.headTop, start.headBottom};
        const double room = height - (sheet.headBottom - sheet.headTop);
        qsizetype next = first;
        while (next < pieces.size() && pieces[next].bottom - sheet.top <= room)
            ++next;
        if (next == first) {
            sheet.bottom = placeBetweenLines(collected.lines(), sheet.top, sheet.top + room);
            start.top = sheet.bottom;
            sheets.append(sheet);
            continue;
        }
        if (next < pieces.size()) {
            qsizetype kept = next;
            while (kept > first && pieces[kept - 1].staysWithNext)
                --kept;
            if (kept > first)
                next = kept;
        }
        sheet.bottom = pieces[next - 1].bottom;
        sheets.append(sheet);
        first = next;
    }
    if (sheets.isEmpty())
        sheets.append(Sheet{});
    return sheets;
}

} // namespace forms
