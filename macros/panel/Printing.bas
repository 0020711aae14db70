Option Explicit

' The pages of one organisation. Printing these cells alone leaves the sheet's own print area, titles and
' page breaks as they are. The question comes first because a pack should not land on a wrong printer.

Public Sub ArfPrintThisOrganisation()
    Dim pages As Range
    Set pages = SectionOf(CellOfPerson())
    If pages Is Nothing Then
        MsgBox SAY_NO_SECTION
    ElseIf MsgBox(Replace(SAY_PRINT, "{organisation}", pages.Cells(1, 1).Text), vbOKCancel) = vbOK Then
        PrintPages pages
    End If
End Sub

Private Sub PrintPages(ByVal pages As Range)
    On Error GoTo NotPrinted
    pages.PrintOut
    Exit Sub
NotPrinted:
    MsgBox SAY_NOT_PRINTED
End Sub
