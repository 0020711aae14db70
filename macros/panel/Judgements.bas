Option Explicit

' To the next judgement that is empty. In the table of all deliverables to the next one there; from
' anywhere else to the next one in the sections. A panel fills one or the other, and when one is filled,
' all of the other would still be empty.

' A box says that none is left: screen readers read it out, the status bar they do not.
Public Sub ArfNextEmptyJudgement()
    Dim start As Range
    Dim found As Range
    Set start = CellOfPerson()
    Set found = NextEmptyJudgement(start)
    If Not found Is Nothing Then
        found.Worksheet.Activate
        found.Select
    ElseIf IsTable(start.Worksheet) Then
        MsgBox SAY_NONE_IN_TABLE
    Else
        MsgBox SAY_NONE_LEFT
    End If
End Sub

' The first one after a cell, else the first of all; Nothing when none is empty.
Public Function NextEmptyJudgement(ByVal start As Range) As Range
    Dim found As New Collection
    Dim sheet As Worksheet
    If IsTable(start.Worksheet) Then
        AddFromTable found, start.Worksheet
    Else
        For Each sheet In ThisWorkbook.Worksheets
            If IsSection(sheet) Then AddFromSections found, sheet
        Next sheet
    End If
    Set NextEmptyJudgement = NextOf(found, start)
End Function

Private Function NextOf(ByVal among As Collection, ByVal start As Range) As Range
    Dim cell As Range
    If among.Count > 0 Then Set NextOf = among(1)
    For Each cell In among
        If IsAfter(cell, start) Then
            Set NextOf = cell
            Exit Function
        End If
    Next cell
End Function

Private Function IsTable(ByVal sheet As Worksheet) As Boolean
    IsTable = (RowsNamed(sheet, TABLE_NAME).Count > 0)
End Function

Private Function IsSection(ByVal sheet As Worksheet) As Boolean
    If sheet.Visible = xlSheetVisible Then IsSection = (RowsNamed(sheet, SECTION_NAMES).Count > 0)
End Function

Private Function IsAfter(ByVal cell As Range, ByVal start As Range) As Boolean
    If cell.Worksheet.Index <> start.Worksheet.Index Then
        IsAfter = (cell.Worksheet.Index > start.Worksheet.Index)
    ElseIf cell.Row <> start.Row Then
        IsAfter = (cell.Row > start.Row)
    Else
        IsAfter = (cell.Column > start.Column)
    End If
End Function

' Beside each label. Labels are read all at once, and as formulas: those are texts also where a cell holds
' an error.
Private Sub AddFromSections(ByVal found As Collection, ByVal sheet As Worksheet)
    Dim labels As Variant
    Dim row As Long
    labels = sheet.Range(sheet.Cells(1, 1), sheet.Cells(LastRow(sheet) + 1, 1)).Formula
    For row = 1 To UBound(labels, 1)
        If labels(row, 1) = JUDGEMENT Then AddEmpty found, sheet.Cells(row, 2)
    Next row
End Sub

' Below the header, in each row that begins with an organisation's code.
Private Sub AddFromTable(ByVal found As Collection, ByVal sheet As Worksheet)
    Dim header As Range
    Dim row As Long
    Set header = HeaderOn(sheet)
    If header Is Nothing Then Exit Sub
    For row = header.Row + 1 To LastRow(sheet)
        If sheet.Cells(row, 1).Formula <> "" Then AddEmpty found, sheet.Cells(row, header.Column)
    Next row
End Sub

Private Sub AddEmpty(ByVal found As Collection, ByVal cell As Range)
    If Trim(cell.Formula) <> "" Then Exit Sub
    If Not cell.EntireRow.Hidden Then found.Add cell
End Sub

Private Function HeaderOn(ByVal sheet As Worksheet) As Range
    Dim cell As Range
    For Each cell In sheet.UsedRange.Cells
        If cell.Formula = JUDGEMENT Then
            Set HeaderOn = cell
            Exit Function
        End If
    Next cell
End Function
