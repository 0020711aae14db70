Option Explicit

' Where the organisations' sections are. Each begins at a cell with a defined name, so the macros find it
' whether each stands on a sheet of its own or several stand under one another.

' The cell that a person is in, also where the macro was started from another workbook.
Public Function CellOfPerson() As Range
    ThisWorkbook.Activate
    Set CellOfPerson = ActiveCell
    If CellOfPerson Is Nothing Then Set CellOfPerson = ThisWorkbook.Worksheets(1).Cells(1, 1)
End Function

' The cells of the section in which a cell stands; Nothing where it stands in none.
Public Function SectionOf(ByVal cell As Range) As Range
    Dim sheet As Worksheet
    Dim row As Variant
    Dim first As Long
    Dim last As Long
    Set sheet = cell.Worksheet
    last = LastRow(sheet)
    For Each row In RowsNamed(sheet, SECTION_NAMES)
        If row <= cell.Row Then
            If row > first Then first = row
        ElseIf row <= last Then
            last = row - 1
        End If
    Next row
    If first = 0 Then Exit Function
    Do While last > first And Application.WorksheetFunction.CountA(sheet.Rows(last)) = 0
        last = last - 1
    Loop
    Set SectionOf = sheet.Range(sheet.Cells(first, 1), sheet.Cells(last, LastColumn(sheet)))
End Function

' The rows of a sheet to which defined names lead that begin like this. A copied sheet has its own.
Public Function RowsNamed(ByVal sheet As Worksheet, ByVal beginning As String) As Collection
    Dim found As New Collection
    Dim item As Object
    Dim place As Range
    For Each item In ThisWorkbook.Names
        If InStr(1, item.Name, beginning) > 0 Then
            Set place = PlaceOf(item)
            If Not place Is Nothing Then
                If place.Worksheet.Name = sheet.Name Then found.Add place.Row
            End If
        End If
    Next item
    Set RowsNamed = found
End Function

Public Function LastRow(ByVal sheet As Worksheet) As Long
    LastRow = sheet.UsedRange.Row + sheet.UsedRange.Rows.Count - 1
End Function

Private Function LastColumn(ByVal sheet As Worksheet) As Long
    LastColumn = sheet.UsedRange.Column + sheet.UsedRange.Columns.Count - 1
End Function

' A name whose sheet was deleted leads nowhere.
Private Function PlaceOf(ByVal item As Object) As Range
    On Error Resume Next
    Set PlaceOf = item.RefersToRange
End Function
