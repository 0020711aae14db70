Option Explicit

' A macro for each button: the rows of workbook_templates/desk.toml. A test holds the two together.

Public Sub ArfOpenTheRound()
    Press "open-round", ""
End Sub

Public Sub ArfIssueForms()
    Press "issue", ""
End Sub

Public Sub ArfCheckTheOpenWorkbook()
    PressOnWorkbook "check"
End Sub

Public Sub ArfNextThingToLookAt()
    PressOnWorkbook "next"
End Sub

Public Sub ArfCollate()
    Press "collate", ""
End Sub

Public Sub ArfOpenTheReviewPack()
    Press "open-pack", ""
End Sub

Public Sub ArfOpenTheSummary()
    Press "open-summary", ""
End Sub

Public Sub ArfCopiesToSendBack()
    Press "fix-me", ""
End Sub

Public Sub ArfWhoHasNotReturned()
    Press "chase", ""
End Sub

Public Sub ArfLettersInvitations()
    Press "invitations", ""
End Sub

Public Sub ArfLettersReceipts()
    Press "receipts", ""
End Sub

Public Sub ArfLettersQuestions()
    Press "questions", ""
End Sub
